import type { Random } from './random.ts';

/** The provinces and cities of the simulated carrier. Names of places are real; every firm and person is made up. */
export const provinces = [
  {
    region: 'zhejiang',
    zh: '浙江',
    en: 'Zhejiang',
    cities: [
      ['hangzhou', '杭州', 'Hangzhou'],
      ['ningbo', '宁波', 'Ningbo'],
      ['wenzhou', '温州', 'Wenzhou'],
      ['jiaxing', '嘉兴', 'Jiaxing'],
    ],
  },
  {
    region: 'jiangsu',
    zh: '江苏',
    en: 'Jiangsu',
    cities: [
      ['nanjing', '南京', 'Nanjing'],
      ['suzhou', '苏州', 'Suzhou'],
      ['wuxi', '无锡', 'Wuxi'],
      ['nantong', '南通', 'Nantong'],
    ],
  },
  {
    region: 'guangdong',
    zh: '广东',
    en: 'Guangdong',
    cities: [
      ['guangzhou', '广州', 'Guangzhou'],
      ['shenzhen', '深圳', 'Shenzhen'],
      ['foshan', '佛山', 'Foshan'],
      ['dongguan', '东莞', 'Dongguan'],
    ],
  },
  {
    region: 'sichuan',
    zh: '四川',
    en: 'Sichuan',
    cities: [
      ['chengdu', '成都', 'Chengdu'],
      ['mianyang', '绵阳', 'Mianyang'],
      ['deyang', '德阳', 'Deyang'],
    ],
  },
  {
    region: 'hubei',
    zh: '湖北',
    en: 'Hubei',
    cities: [
      ['wuhan', '武汉', 'Wuhan'],
      ['yichang', '宜昌', 'Yichang'],
      ['xiangyang', '襄阳', 'Xiangyang'],
    ],
  },
] as const;

export const segments = ['manufacturing', 'finance', 'government', 'healthcare', 'education', 'logistics', 'retail', 'energy'] as const;
const trades: Readonly<Record<(typeof segments)[number], readonly string[]>> = {
  manufacturing: ['精密机械', '汽车零部件', '电子科技', '纺织', '新材料'],
  finance: ['商业保理', '小额贷款', '融资租赁', '农村商业银行'],
  government: ['大数据管理局', '应急管理局', '政务服务中心'],
  healthcare: ['人民医院', '中医院', '医疗器械', '生物制药'],
  education: ['职业技术学院', '实验中学', '教育科技'],
  logistics: ['供应链管理', '国际货运', '冷链物流', '港口'],
  retail: ['连锁超市', '百货', '电子商务', '便利店'],
  energy: ['新能源', '热电', '光伏', '储能科技'],
};
const brands = [
  '海天',
  '恒达',
  '远景',
  '金桥',
  '宏图',
  '天成',
  '华瑞',
  '启明',
  '东方',
  '长风',
  '瑞丰',
  '盛泰',
  '中南',
  '博远',
  '安信',
  '永固',
  '锦程',
  '凌云',
];
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜'.split('');
const givens = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文慧玉萍红梅鹏飞宇浩然欣怡子轩雨桐'.split('');

export function personName(random: Random): string {
  return random.pick(surnames) + random.pick(givens) + (random.chance(0.7) ? random.pick(givens) : '');
}

/** A made-up firm or office of a city: 宁波海天精密机械有限公司. */
export function firmName(random: Random, city: string, segment: (typeof segments)[number], number: number): string {
  const trade = random.pick(trades[segment]);
  if (segment === 'government') return `${city}市${trade}`;
  const isPublic = segment === 'education' || (segment === 'healthcare' && trade.endsWith('院'));
  if (isPublic) return `${city}第${number % 97}${trade}`;
  return `${city}${random.pick(brands)}${trade}有限公司`;
}

/** A number that nobody has: of the exchange 555. */
export function madeUpPhone(number: number): string {
  return `+86 571 555${String(number % 100_000).padStart(5, '0')}`;
}
